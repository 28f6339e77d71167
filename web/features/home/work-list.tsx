'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { UrgencyBadge } from '#web/ui/urgency-badge.tsx'
import { useRowKeys } from '#web/ui/use-row-keys.ts'
import type { WorkGroup } from './present-work.ts'
import { WorkPreview } from './work-preview.tsx'
import { WorkRowLine } from './work-row.tsx'

interface WorkListProps {
  readonly groups: readonly WorkGroup[]
  /** What stands in for the plain link of a row, by case: a decision that can be made right here. */
  readonly actions: Readonly<Record<string, ReactNode>>
}

const stay = (): void => undefined

/** What waits, grouped by urgency, with the row in focus shown at the right of a wide screen. */
export function WorkList({ groups, actions }: WorkListProps) {
  const t = useTranslations('home')
  const rows = groups.flatMap((group) => group.rows)
  const [chosen, setChosen] = useState<string>()
  const { body, onKeyDown } = useRowKeys<HTMLDivElement>(stay)
  const shown = rows.find((row) => row.id === chosen) ?? rows[0]
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_25rem]">
      <div ref={body} onKeyDown={onKeyDown} className="flex min-w-0 flex-col gap-6" aria-label={t('list')} role="group">
        {groups.map((group) => (
          <section key={group.urgency} aria-labelledby={`group-${group.urgency}`}>
            <h2 id={`group-${group.urgency}`} className="mb-2 flex items-center gap-3 text-dense text-quiet">
              <UrgencyBadge urgency={group.urgency} />
              <span className="tabular">{t('group', { count: group.rows.length })}</span>
            </h2>
            <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
              {group.rows.map((row) => (
                <WorkRowLine key={row.id} row={row} action={actions[row.id]} isShown={row.id === shown?.id} onShow={() => setChosen(row.id)} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {shown && <WorkPreview row={shown} />}
    </div>
  )
}
