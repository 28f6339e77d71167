'use client'

import { DropdownMenu as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'
import { overlayItem, overlayPanel } from './overlay-style.ts'

interface MenuEntry {
  readonly label: string
  readonly icon?: ReactNode
  readonly hint?: ReactNode
  readonly href?: string
  readonly onSelect?: () => void
  readonly tone?: 'plain' | 'danger'
  readonly disabled?: boolean
  /** Marks the one in force among alternatives. */
  readonly current?: boolean
}
export type MenuItem = MenuEntry | 'separator'

interface MenuProps {
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'center' | 'end'
  readonly label?: ReactNode
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const content = (
    <>
      {entry.icon}
      <span className="min-w-0 flex-1">
        {entry.label}
        {entry.hint !== undefined && <span className="block text-dense text-quiet">{entry.hint}</span>}
      </span>
    </>
  )
  const look = classNames(overlayItem, entry.tone === 'danger' && 'text-danger data-highlighted:bg-danger-wash data-highlighted:text-danger', entry.current && 'font-semibold text-jade-ink')
  return (
    <Primitive.Item asChild={entry.href !== undefined} disabled={entry.disabled ?? false} aria-current={entry.current || undefined} className={look} {...(entry.onSelect && { onSelect: entry.onSelect })}>
      {entry.href === undefined ? content : <Link href={entry.href}>{content}</Link>}
    </Primitive.Item>
  )
}

/** Actions behind one button. */
export function Menu({ trigger, items, align = 'end', label }: MenuProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content align={align} sideOffset={6} collisionPadding={8} className={classNames(overlayPanel, 'min-w-56 max-w-80 p-1')}>
          {label !== undefined && <Primitive.Label className="px-3 py-2 text-dense text-quiet">{label}</Primitive.Label>}
          {items.map((item, index) =>
            item === 'separator'
              ? <Primitive.Separator key={`separator-${index}`} className="mx-2 my-1 h-px bg-line" />
              : <Entry key={item.label} entry={item} />,
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
