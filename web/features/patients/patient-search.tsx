'use client'

import { LoaderCircle, Search, SearchX, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { Callout } from '#web/ui/callout.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Input } from '#web/ui/input.tsx'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { searchPatients } from './actions.ts'
import { patientCells } from './patient-cells.tsx'
import type { FoundPatients } from './present-patients.ts'

const pauseMs = 200

/** The answer to the newest question; an older answer that comes late is dropped. */
function usePatientSearch(initial: FoundPatients) {
  const [found, setFound] = useState(initial)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const asked = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const t = useTranslations('patients')
  const refusal = useRefusal()
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = async (text: string, turn: number): Promise<void> => {
    const answer = await searchPatients({ text }).catch(() => null)
    if (turn !== asked.current) return
    setPending(false)
    if (answer?.ok === true) {
      setFound(answer.value)
      setFailure(null)
    } else setFailure(answer === null ? t('failed') : refusal(answer.code))
  }
  const search = (text: string): void => {
    asked.current += 1
    const turn = asked.current
    setPending(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void ask(text.trim(), turn), pauseMs)
  }
  return { found, failure, pending, search }
}

/** Finds a patient as one types; down goes to the list, Enter opens the first. */
export function PatientSearch({ initial }: { readonly initial: FoundPatients }) {
  const t = useTranslations('patients')
  const words = useTranslations('caseWords')
  const router = useRouter()
  const { found, failure, pending, search } = usePatientSearch(initial)
  const [text, setText] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const [first] = found.rows
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      frame.current?.querySelector<HTMLElement>('[data-row]')?.focus()
    } else if (event.key === 'Enter' && first && !pending) router.push(`/patients/${first.id}`)
  }
  return (
    <div ref={frame} className="grid gap-4">
      <Input
        type="search"
        autoFocus
        autoComplete="off"
        aria-label={t('search')}
        placeholder={t('placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
        prefix={pending ? <LoaderCircle aria-hidden className="animate-spin" /> : <Search aria-hidden />}
        className="max-w-xl"
      />
      {failure !== null && <Callout tone="warning">{failure}</Callout>}
      <DataTable
        id="patients"
        caption={t('list')}
        columns={[
          { id: 'patient', header: t('column.patient') },
          { id: 'place', header: t('column.place'), hideBelow: 'md', optional: true },
          { id: 'diagnosis', header: t('column.diagnosis'), hideBelow: 'lg', optional: true },
          { id: 'number', header: t('column.number'), optional: true },
          { id: 'admittedAt', header: t('column.admittedAt'), hideBelow: 'md', optional: true },
          { id: 'citizenId', header: t('column.citizenId'), hidden: true },
          { id: 'insuranceNumber', header: t('column.insuranceNumber'), hidden: true },
        ]}
        rows={found.rows.map((row) => ({
          id: row.id,
          href: `/patients/${row.id}`,
          label: row.name ?? words('unknownPatient'),
          cells: patientCells(row, t),
        }))}
        countLabel={found.isCut ? t('countLimited', { count: found.rows.length }) : t('count', { count: found.rows.length })}
        toolbar={<span className="text-dense font-medium">{text.trim() === '' ? t('latest') : t('list')}</span>}
        empty={text.trim() === ''
          ? <EmptyState icon={<UserRound />} title={t('none')} description={t('noneHint')} />
          : <EmptyState icon={<SearchX />} title={t('noMatch')} description={t('noMatchHint')} />}
      />
    </div>
  )
}
