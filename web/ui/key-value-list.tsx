import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface KeyValue {
  readonly term: string
  readonly value: ReactNode
}

const columnClasses = { 1: '', 2: '@sm:grid-cols-2', 3: '@sm:grid-cols-2 @2xl:grid-cols-3' } as const

interface KeyValueListProps {
  readonly items: readonly KeyValue[]
  readonly columns?: keyof typeof columnClasses
  readonly className?: string
}

/** Facts with their names; a missing value is a dash, so that emptiness is seen as such; as many columns as its place has room for. */
export function KeyValueList({ items, columns = 1, className }: KeyValueListProps) {
  return (
    <div className={classNames('@container', className)}>
      <dl className={classNames('grid gap-x-8 gap-y-3', columnClasses[columns])}>
        {items.map(({ term, value }) => (
          <div key={term} className={columns === 1 ? 'grid gap-x-4 @xs:grid-cols-[minmax(8rem,2fr)_5fr]' : ''}>
            <dt className="text-dense text-quiet">{term}</dt>
            <dd className="font-medium">{value === undefined || value === null || value === '' ? '—' : value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
