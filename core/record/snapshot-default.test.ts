import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consultKinds } from '#core/case/case.ts'
import { isSensitive } from './sensitivity.ts'
import { defaultSelection, selectionForKind } from './snapshot-default.ts'
import { gainedSince } from './snapshot-gain.ts'
import { selectForSnapshot, wholeRecord } from './snapshot.ts'
import { anyRecord, exampleRecord } from './testing.ts'

const now = new Date('2026-11-21T03:00:00.000Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000)

describe('what goes along before anyone chooses', () => {
  it.each(consultKinds)('for %s: every allergy, medicine in use, active diagnosis and the latest of each test, and nothing sensitive', (kind) => {
    fc.assert(fc.property(anyRecord, (record) => {
      const sent = selectForSnapshot(record, defaultSelection(record, kind, now)).record
      const open = <Item extends { readonly id: string }>(items: readonly Item[]) => items.filter((one) => !isSensitive(one)).map(({ id }) => id)
      const ids = new Set([...sent.allergies, ...sent.medications, ...sent.conditions, ...sent.observations].map(({ id }) => id))
      for (const id of open(record.allergies)) expect(ids).toContain(id)
      for (const id of open(record.medications.filter(({ endedOn }) => endedOn === null))) expect(ids).toContain(id)
      for (const id of open(record.conditions.filter(({ status }) => status === 'active'))) expect(ids).toContain(id)
      for (const { category, code, id } of record.observations.filter((one) => !isSensitive(one))) {
        if (!ids.has(id)) expect(sent.observations.some((one) => one.category === category && one.code === code)).toBe(true)
      }
    }), { numRuns: 40 })
  })

  it('reaches further back for films when films are to be read', () => {
    const record = { ...exampleRecord(), imagingStudies: exampleRecord().imagingStudies.map((one) => ({ ...one, startedAt: daysAgo(800) })) }
    expect(defaultSelection(record, 'case', now).excluded).toContain('img-1')
    expect(defaultSelection(record, 'imaging', now).excluded).not.toContain('img-1')
  })
})

describe('what goes along when another kind of consult is chosen', () => {
  const [before, after] = [{ excluded: ['old-film', 'old-test'], released: [] }, { excluded: ['old-test', 'old-stay'], released: [] }]

  it('is that kind\'s default while nobody has chosen by hand', () => {
    expect(selectionForKind(before, { before, after })).toEqual(after)
  })

  it('keeps what was left out, taken in and released by hand', () => {
    const chosen = { excluded: ['old-film', 'own-choice'], released: [{ item: 'hiv', reason: 'liên quan điều trị' }] }
    expect(selectionForKind(chosen, { before, after })).toEqual({ excluded: ['old-stay', 'own-choice'], released: chosen.released })
  })

  it('comes back unchanged when the kind is changed back', () => {
    const chosen = { excluded: ['old-film', 'own-choice'], released: [] }
    const there = selectionForKind(chosen, { before, after })
    expect([...selectionForKind(there, { before: after, after: before }).excluded].sort()).toEqual([...chosen.excluded].sort())
  })
})

describe('what is new since it was sent', () => {
  const record = exampleRecord()
  const sent = selectForSnapshot(record, { excluded: ['all-1'], released: [] })
  const [first] = record.observations
  if (first === undefined) throw new Error('no results')
  const later = { ...record, observations: [{ ...first, id: 'obs-new', value: 0.9, effectiveAt: now }, ...record.observations] }

  it('is the results that came since, and not what was left out on purpose or is sensitive', () => {
    expect(gainedSince(record, sent, { excluded: ['all-1'], released: [] })).toEqual([])
    expect(gainedSince(later, sent, { excluded: ['all-1'], released: [] }).map(({ id }) => id)).toEqual(['obs-new'])
    expect(gainedSince(later, sent, wholeRecord).map(({ id }) => id)).toEqual(['obs-new', 'all-1'])
  })
})

describe('sensitive, however another system codes it', () => {
  it.each(['Xét nghiệm HIV Ag/Ab', 'anti-HIV nhanh', 'CD4', 'Tải lượng HIV-1', 'Nhiễm HIV'])('the finding "%s"', (display) => {
    expect(isSensitive({ id: '1', code: 'XN-77', display } as { readonly id: string })).toBe(true)
  })
  it.each(['Biktarvy', 'Emtricitabine 200 mg', 'Darunavir', 'TLD (Tenofovir/Lamivudin/Dolutegravir)'])('the medicine "%s"', (name) => {
    expect(isSensitive({ id: '1', name } as { readonly id: string })).toBe(true)
  })
  it('and not what only sounds like it', () => {
    expect(isSensitive({ id: '1', code: '718-7', display: 'Hemoglobin' } as { readonly id: string })).toBe(false)
  })
})
