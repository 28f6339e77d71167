import { describe, expect, it } from 'vitest'
import { readReport, type ReportDataset } from './report.ts'

const of = (...values: readonly unknown[]) => ({ Value: values })
const concept = (meaning: string): ReportDataset => ({ '00080104': of(meaning) })

describe('a structured report', () => {
  it('is read as a tree: headings, words, measures with their units, codes, names and dates', () => {
    const report: ReportDataset = {
      '0040A040': of('CONTAINER'), '0040A043': of(concept('Siêu âm tim')),
      '0040A730': of(
        { '0040A040': of('PNAME'), '0040A043': of(concept('Người đọc')), '0040A123': of({ Alphabetic: 'Phạm^Thị Thu Hà' }) },
        { '0040A040': of('CONTAINER'), '0040A043': of(concept('Thất trái')), '0040A730': of(
          { '0040A040': of('NUM'), '0040A043': of(concept('Phân suất tống máu')), '0040A300': of({ '0040A30A': of(38), '004008EA': of({ '00080100': of('%') }) }) },
          { '0040A040': of('CODE'), '0040A043': of(concept('Vận động vùng')), '0040A168': of(concept('Giảm động thành trước')) },
          { '0040A040': of('IMAGE') },
        ) },
        { '0040A040': of('TEXT'), '0040A043': of(concept('Kết luận')), '0040A160': of('Nhồi máu thành trước.') },
        { '0040A040': of('DATETIME'), '0040A043': of(concept('Lúc')), '0040A120': of('20261121083000') },
      ),
    }
    expect(readReport(report)).toEqual({
      about: 'Siêu âm tim', says: null,
      below: [
        { about: 'Người đọc', says: 'Phạm Thị Thu Hà', below: [] },
        { about: 'Thất trái', says: null, below: [
          { about: 'Phân suất tống máu', says: '38 %', below: [] },
          { about: 'Vận động vùng', says: 'Giảm động thành trước', below: [] },
        ] },
        { about: 'Kết luận', says: 'Nhồi máu thành trước.', below: [] },
        { about: 'Lúc', says: '2026-11-21 083000', below: [] },
      ],
    })
  })

  it('that is malformed is an empty one', () => {
    expect(readReport({ '0040A730': of('x', null, 3) })).toEqual({ about: '', says: null, below: [] })
  })
})
