'use client'

import { Tabs as Primitive } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface TabItem {
  readonly value: string
  readonly label: ReactNode
  readonly icon?: ReactNode
  readonly count?: number
  readonly content: ReactNode
}

interface TabsProps {
  readonly items: readonly TabItem[]
  readonly value?: string
  readonly defaultValue?: string
  readonly onValueChange?: (value: string) => void
  /** Read aloud as the name of the row of tabs. */
  readonly label: string
  /** Each tab's word under its icon, side by side without scrolling: for a panel too narrow for a row. */
  readonly stacked?: boolean
  readonly className?: string
  readonly contentClassName?: string
}

const tab = '-mb-px border-b-2 border-transparent font-medium whitespace-nowrap text-quiet hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-jade-ink data-[state=active]:text-jade-ink [&_svg]:size-[1.125rem]'
const inRow = 'inline-flex h-11 items-center gap-2 px-3'
const inStack = 'relative flex h-13 flex-auto flex-col items-center justify-center gap-1 px-1 text-small'

/** Several views of one thing, one at a time. */
export function Tabs({ items, value, defaultValue, onValueChange, label, stacked = false, className, contentClassName }: TabsProps) {
  const [own, setOwn] = useState(defaultValue ?? items[0]?.value ?? '')
  const change = (next: string): void => {
    setOwn(next)
    onValueChange?.(next)
  }
  return (
    <Primitive.Root value={value ?? own} onValueChange={change} className={classNames('flex min-h-0 flex-col', className)}>
      <Primitive.List aria-label={label} className={classNames('flex shrink-0 border-b border-line', !stacked && 'gap-1 overflow-x-auto')}>
        {items.map((item) => (
          <Primitive.Trigger
            key={item.value}
            value={item.value}
            className={classNames(tab, stacked ? inStack : inRow)}
          >
            {item.icon}
            {item.label}
            {item.count !== undefined && item.count > 0 && <span className={classNames('tabular min-w-5 rounded-full bg-sunken px-1.5 text-center text-small font-semibold text-quiet', stacked && 'absolute top-0.5 left-1/2 ml-1.5')}>{item.count}</span>}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {items.map((item) => (
        <Primitive.Content key={item.value} value={item.value} className={classNames('min-h-0 flex-1 py-4', contentClassName)}>
          {item.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}
