'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Combobox } from '#web/ui/combobox.tsx'
import { ComboboxMany } from '#web/ui/combobox-many.tsx'
import { Field } from '#web/ui/field.tsx'
import type { SelectOption } from '#web/ui/select.tsx'
import type { Candidate, DeskFacts, TeamDraft } from './present-desk.ts'
import { teamProblems } from './team-draft.ts'

interface TeamFieldsProps {
  readonly desk: DeskFacts
  readonly team: TeamDraft
  readonly onChange: (team: TeamDraft) => void
  /** Whether missing people are told already; that chair and secretary are one person is told at once. */
  readonly tellMissing: boolean
}

/** Chair, secretary and members, each found by name, department or specialty, without diacritics. */
export function TeamFields({ desk, team, onChange, tellMissing }: TeamFieldsProps) {
  const t = useTranslations('coordination.team')
  const options = useCandidateOptions(desk)
  const problems = teamProblems(team)
  const taken = new Set([team.chair, team.secretary])
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field label={t('chair')} required error={tellMissing && problems.chair && t(problems.chair)}>
        <Combobox options={options} value={team.chair ?? ''} onValueChange={(chair) => onChange({ ...team, chair })} placeholder={t('choose')} emptyText={t('nobody')} />
      </Field>
      <Field label={t('secretary')} required error={(tellMissing || problems.secretary === 'same') && problems.secretary && t(problems.secretary)}>
        <Combobox options={options} value={team.secretary ?? ''} onValueChange={(secretary) => onChange({ ...team, secretary })} placeholder={t('choose')} emptyText={t('nobody')} />
      </Field>
      <Field label={t('members')} optional className="md:col-span-2">
        <ComboboxMany
          label={t('addMember')}
          options={options.filter((option) => !taken.has(option.value))}
          values={team.members.filter((id) => !taken.has(id))}
          onValuesChange={(members) => onChange({ ...team, members })}
          emptyText={t('nobody')}
        />
      </Field>
    </div>
  )
}

/** The asked specialty first; within it the order of the directory. */
function useCandidateOptions(desk: DeskFacts): readonly SelectOption[] {
  const words = useTranslations('caseWords.specialty')
  return useMemo(() => {
    const asked = (one: Candidate): number => (one.specialties.includes(desk.specialty) ? 0 : 1)
    return desk.candidates.toSorted((a, b) => asked(a) - asked(b)).map((one) => ({
      value: one.practitioner,
      label: [one.title, one.name].filter(Boolean).join(' '),
      hint: [one.specialties.map((specialty) => words(specialty)).join(', '), one.department, one.hospital].filter(Boolean).join(' · '),
    }))
  }, [desk, words])
}
