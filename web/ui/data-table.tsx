'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { MouseEvent, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ColumnChooser, useChosenColumns } from './column-chooser.tsx'
import { hideClasses, type DataColumn, type DataRow } from './data-table-types.ts'
import { useRowKeys } from './use-row-keys.ts'

interface DataTableProps {
  /** Names the table for its remembered columns. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly DataColumn[]
  readonly rows: readonly DataRow[]
  /** How many there are in all, if more than the rows shown. */
  readonly total?: number
  /** "12 ca" rather than "12 dòng". */
  readonly countLabel?: string
  /** Filter chips and search, at the left above the table. */
  readonly toolbar?: ReactNode
  /** An EmptyState with the next step. */
  readonly empty: ReactNode
  readonly onOpen?: (rowId: string) => void
  /** For a preview beside the table: called as the focus moves. */
  readonly onSelect?: (rowId: string) => void
  readonly selectedId?: string
  readonly className?: string
}

const cellClass = (column: DataColumn): string =>
  classNames(
    'px-4 py-2.5 first:pl-5 last:pr-5',
    (column.numeric === true || column.align === 'end') && 'text-right',
    column.numeric === true && 'tabular',
    column.hideBelow && hideClasses[column.hideBelow],
  )

const tones = { plain: '', red: 'shadow-[inset_3px_0_0_var(--emergency)]', muted: 'text-quiet' } as const

interface RowsProps extends Pick<DataTableProps, 'rows' | 'selectedId' | 'onSelect'> {
  readonly columns: readonly DataColumn[]
  readonly open: ((rowId: string) => void) | undefined
}

function Rows({ rows, columns, open, onSelect, selectedId }: RowsProps) {
  const { body, onKeyDown } = useRowKeys<HTMLTableSectionElement>((rowId) => open?.(rowId))
  const press = (event: MouseEvent, rowId: string): void => {
    // A link or button inside the row does its own work.
    if (event.target instanceof Element && event.target.closest('a,button,input,label')) return
    onSelect?.(rowId)
    open?.(rowId)
  }
  return (
    <tbody ref={body} onKeyDown={onKeyDown} className="divide-y divide-line">
      {rows.map((row, index) => (
        <tr
          key={row.id}
          data-row={row.id}
          tabIndex={selectedId === undefined ? (index === 0 ? 0 : -1) : selectedId === row.id ? 0 : -1}
          aria-label={row.label}
          aria-selected={selectedId === undefined ? undefined : selectedId === row.id}
          onFocus={() => onSelect?.(row.id)}
          onClick={(event) => press(event, row.id)}
          className={classNames('align-top hover:bg-sunken focus-visible:-outline-offset-2 aria-selected:bg-jade-wash', open && 'cursor-pointer', tones[row.tone ?? 'plain'])}
        >
          {columns.map((column) => <td key={column.id} className={cellClass(column)}>{row.cells[column.id]}</td>)}
        </tr>
      ))}
    </tbody>
  )
}

/** A list to work through: count, filters, chosen columns, and the keyboard from row to row. */
export function DataTable({ id, caption, columns, rows, total, countLabel, toolbar, empty, onOpen, className, ...selection }: DataTableProps) {
  const t = useTranslations('ui')
  const router = useRouter()
  const { visible, shown, toggle } = useChosenColumns(id, columns)
  const openHref = (rowId: string): void => {
    const href = rows.find((row) => row.id === rowId)?.href
    if (href !== undefined) router.push(href)
  }
  const open = onOpen ?? (rows.some((row) => row.href !== undefined) ? openHref : undefined)
  return (
    <section aria-label={caption} className={classNames('rounded-card border border-line bg-surface', className)}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-5 py-3 print:hidden">
        {toolbar}
        <span className="ml-auto flex items-center gap-4">
          <span className="tabular text-dense text-quiet">{countLabel ?? t('rowCount', { count: total ?? rows.length })}</span>
          <ColumnChooser columns={columns} shown={shown} toggle={toggle} />
        </span>
      </div>
      {rows.length === 0 ? empty : (
        <div className="overflow-x-auto">
          <table className="w-full border-collapse text-left text-dense">
            <caption className="sr-only">{caption}</caption>
            <thead className="border-b border-line bg-sunken text-quiet">
              <tr>
                {visible.map((column) => (
                  <th key={column.id} scope="col" style={column.width === undefined ? undefined : { width: column.width }} className={classNames(cellClass(column), 'py-2 font-medium whitespace-nowrap')}>
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <Rows rows={rows} columns={visible} open={open} {...selection} />
          </table>
        </div>
      )}
    </section>
  )
}
