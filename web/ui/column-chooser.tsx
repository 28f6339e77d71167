'use client'

import { Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from './button.tsx'
import { Checkbox } from './checkbox.tsx'
import type { DataColumn } from './data-table-types.ts'
import { Popover } from './popover.tsx'
import { useStored } from './use-stored.ts'

const isOptional = (column: DataColumn): boolean => column.optional === true || column.hidden === true

/** The columns a person wants of a table, remembered in this browser. */
export function useChosenColumns(tableId: string, columns: readonly DataColumn[]) {
  const [stored, store] = useStored(`lv.columns.${tableId}`)
  const chosen = stored === undefined ? undefined : new Set(stored.split(','))
  const shown = (column: DataColumn): boolean => !isOptional(column) || (chosen ? chosen.has(column.id) : column.hidden !== true)
  const toggle = (id: string): void => {
    const ids = columns.filter((column) => isOptional(column) && (column.id === id ? !shown(column) : shown(column))).map((column) => column.id)
    store(ids.join(','))
  }
  return { visible: columns.filter(shown), shown, toggle }
}

interface ColumnChooserProps {
  readonly columns: readonly DataColumn[]
  readonly shown: (column: DataColumn) => boolean
  readonly toggle: (id: string) => void
}

/** Chooses among the optional columns; absent where there are none. */
export function ColumnChooser({ columns, shown, toggle }: ColumnChooserProps) {
  const t = useTranslations('ui')
  const optional = columns.filter(isOptional)
  if (optional.length === 0) return null
  return (
    <Popover align="end" label={t('columns')} trigger={<Button variant="quiet" size="sm" icon={<Columns3 />}>{t('columns')}</Button>}>
      <div className="grid gap-2.5">
        {optional.map((column) => (
          <Checkbox key={column.id} label={column.header} checked={shown(column)} onCheckedChange={() => toggle(column.id)} />
        ))}
      </div>
    </Popover>
  )
}
