'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FoundCases } from '#core/case/browse-cases.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PatientListItem } from '#core/record/ports.ts'
import { mayReadRecords } from '#core/record/view-record.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Enough to recognise the one meant; the lists themselves show the rest. */
const shownPerGroup = 6

const noPatients: readonly PatientListItem[] = []

async function patientsFor(actor: Actor, text: string): Promise<readonly PatientListItem[]> {
  if (!mayReadRecords(actor)) return noPatients
  const found = await portal().searchPatients(actor, text)
  return found.ok ? found.value.slice(0, shownPerGroup) : noPatients
}

async function presentGroups(cases: FoundCases['cases'], patients: readonly PatientListItem[]) {
  const [t, words] = await Promise.all([getTranslations('shell'), getTranslations('caseWords')])
  const name = (raw: string | null): string => raw ?? words('unknownPatient')
  const groups = [
    {
      heading: t('navigation.cases'),
      entries: cases.slice(0, shownPerGroup).map((one) => ({
        id: one.id,
        label: `${one.code} · ${name(one.subject.name)}`,
        hint: words(`status.${one.status}`),
        href: `/cases/${one.id}`,
      })),
    },
    {
      heading: t('navigation.patients'),
      entries: patients.map(({ patient }) => ({
        id: patient.id,
        label: name(patient.name),
        hint: patient.hospitalNumber,
        href: `/patients/${patient.id}`,
      })),
    },
  ]
  return groups.filter((group) => group.entries.length > 0)
}

/** Finds cases and, for clinicians, patients by a few letters of name or number; the search itself is recorded by its use case. */
export const findInPortal = action({
  input: z.object({ text: z.string().trim().min(2).max(120) }),
  run: async ({ actor }, { text }) => {
    const [found, patients] = await Promise.all([
      portal().browseCases(actor, { statuses: [], urgencies: [], mine: false, text, page: 1 }),
      patientsFor(actor, text),
    ])
    return ok({ cases: found.cases, patients })
  },
  present: ({ cases, patients }) => presentGroups(cases, patients),
})
