'use client'

import { Menu as Primitive } from 'radix-ui/internal'
import { useRef, type FocusEvent, type RefObject } from 'react'
import { classNames } from './class-names.ts'
import type { MenuContents, MenuEntry } from './floating-contents.ts'
import { Link } from './link.tsx'
import { overlayItem, overlayPanel } from './overlay-style.ts'

interface MenuPanelProps extends MenuContents {
  /** By what it stands open, or null while it is shut. */
  readonly openedBy: 'hand' | 'key' | null
  readonly onClose: () => void
  readonly opener: RefObject<HTMLButtonElement | null>
  /** The opener's id, whose words name it. */
  readonly labelledBy: string
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

/** What a menu's button opens. */
export function MenuPanel({ items, align = 'end', label, openedBy, onClose, opener, labelledBy }: MenuPanelProps) {
  const hasEntered = useRef(false)
  const close = (): void => {
    hasEntered.current = false
    onClose()
  }
  // Whoever comes by the keyboard stands on the first entry at once.
  const enter = (event: FocusEvent<HTMLElement>): void => {
    if (openedBy !== 'key' || hasEntered.current || event.target !== event.currentTarget) return
    hasEntered.current = true
    event.currentTarget.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus()
  }
  return (
    <Primitive.Root open={openedBy !== null} onOpenChange={(open) => !open && close()} modal>
      <Primitive.Anchor virtualRef={opener} />
      <Primitive.Portal>
        <Primitive.Content
          aria-labelledby={labelledBy}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onFocus={enter}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            opener.current?.focus()
          }}
          className={classNames(overlayPanel, 'min-w-56 max-w-80 p-1')}
        >
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
