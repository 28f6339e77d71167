import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientRecord } from './patient-record.ts'
import { isSensitive } from './sensitivity.ts'
import type { SnapshotSelection } from './snapshot.ts'
import { selectForSnapshot, wholeRecord } from './snapshot.ts'
import { anyRecord, exampleRecord } from './testing.ts'

const itemsOf = (record: PatientRecord): readonly { readonly id: string }[] => [
  ...record.encounters, ...record.conditions, ...record.allergies, ...record.medications, ...record.observations, ...record.imagingStudies, ...record.reports, ...record.procedures,
]
const idsOf = (record: PatientRecord): readonly string[] => itemsOf(record).map((one) => one.id)

const withCode = (code: string) => ({ id: '1', code })
const named = (name: string) => ({ id: '1', name })

describe('what leaves the hospital', () => {
  it('is the whole record but what is sensitive, and never the filed documents', () => {
    const { record, withheld } = selectForSnapshot(exampleRecord(), wholeRecord)
    expect(idsOf(record)).toEqual(['enc-1', 'con-1', 'all-1', 'med-1', 'obs-1', 'obs-2', 'img-1', 'rep-1', 'pro-1'])
    expect(withheld).toBe(3)
    expect(record.documents).toEqual([])
  })

  it('includes a sensitive item only for a reason that was written down', () => {
    const released = (reason: string) => selectForSnapshot(exampleRecord(), { excluded: [], released: [{ item: 'med-hiv', reason }] })
    expect(idsOf(released(' ').record)).not.toContain('med-hiv')
    expect(idsOf(released('Tương tác thuốc').record)).toContain('med-hiv')
    expect(released('Tương tác thuốc').withheld).toBe(2)
  })

  it('keeps back what was excluded even if it was released before', () => {
    const { record } = selectForSnapshot(exampleRecord(), { excluded: ['med-hiv'], released: [{ item: 'med-hiv', reason: 'Tương tác thuốc' }] })
    expect(idsOf(record)).not.toContain('med-hiv')
  })

  it('names in a report only the values that leave with it', () => {
    const resultsOf = (excluded: readonly string[]) => selectForSnapshot(exampleRecord(), { excluded, released: [] }).record.reports.map(({ results }) => results)
    expect([resultsOf([]), resultsOf(['obs-1'])]).toEqual([[['obs-1']], [[]]])
  })

  it('never holds an unreleased sensitive or an excluded item, and accounts for every one', () => {
    fc.assert(fc.property(anyRecord, fc.infiniteStream(fc.boolean()), (record, coin) => {
      const toss = (): boolean => coin.next().value === true
      const ids = idsOf(record)
      const selection: SnapshotSelection = {
        excluded: ids.filter(toss),
        released: ids.filter(toss).map((item) => ({ item, reason: toss() ? 'Cần cho hội chẩn' : '' })),
      }
      const content = selectForSnapshot(record, selection)
      const reasoned = new Set(selection.released.filter((one) => one.reason !== '').map((one) => one.item))
      for (const item of itemsOf(content.record)) {
        expect(selection.excluded).not.toContain(item.id)
        if (isSensitive(item)) expect(reasoned.has(item.id)).toBe(true)
      }
      expect(idsOf(content.record).length + content.withheld).toBe(ids.length)
    }))
  })
})

describe('what is sensitive', () => {
  it.each(['B20', 'B24.1', 'Z21', 'F32.1', 'O04.9', 'A53.9'])('the diagnosis %s', (code) => {
    expect(isSensitive(withCode(code))).toBe(true)
  })
  it.each(['I21.9', 'B18.1', 'O14.1', 'K35.8', 'A09'])('not the diagnosis %s', (code) => {
    expect(isSensitive(withCode(code))).toBe(false)
  })
  it.each(['Tenofovir 300 mg', 'LAMIVUDINE 150 mg', 'Dolutegravir'])('the medicine %s, which names the disease as surely as its code', (name) => {
    expect(isSensitive(named(name))).toBe(true)
  })
  it.each([
    ['findings', 'Tổn thương phổi trên người bệnh HIV giai đoạn IV'], ['conclusion', 'Theo dõi lao phổi / B20.1'], ['note', 'Hút thai lưu 7 tuần'],
    ['findings', 'Đang dùng Tenofovir'], ['conclusion', 'Rối loạn trầm cảm F32'],
  ])('a report or operation whose %s say "%s"', (part, words) => {
    expect(isSensitive({ id: '1', display: 'CT ngực', [part]: words } as { readonly id: string })).toBe(true)
  })
  it.each(['Tràn dịch màng phổi trái', 'Dẫn lưu F28 còn chảy', 'Không thấy huyết khối. Đốt sống L4-L5 bình thường', 'Vitamin B12 bình thường'])('not a report that says "%s"', (conclusion) => {
    expect(isSensitive({ id: '1', display: 'CT ngực', findings: '', conclusion } as { readonly id: string })).toBe(false)
  })
  it('an HIV test, whatever it says', () => {
    expect(isSensitive(withCode('75622-1'))).toBe(true)
  })
})
