import { describe, expect, it } from 'vitest'
import { caseStatuses } from '#core/case/case.ts'
import { readCaseChoice, stages, statusesOfStage, toCaseQuery } from './case-query.ts'

describe('the filters of the case list', () => {
  it('hold every state of a case exactly once', () => {
    expect(stages.flatMap<string>((stage) => statusesOfStage[stage]).toSorted()).toEqual([...caseStatuses].toSorted())
  })

  it('are read from the address, strangers left out', () => {
    const choice = readCaseChoice({ stage: ['session', 'nonsense'], urgency: 'urgent', mine: '1', page: '3' })
    expect(choice).toEqual({ stages: ['session'], urgencies: ['urgent'], mine: true, page: 3 })
    expect(toCaseQuery(choice, 'an').statuses).toEqual(['lobby', 'live', 'interrupted'])
  })

  it.each(['0', '-1', 'x', '1.5'])('start at the first page when the address says %s', (page) => {
    expect(readCaseChoice({ page }).page).toBe(1)
  })
})
