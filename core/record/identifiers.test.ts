import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCitizenId, checkInsuranceNumber } from './identifiers.ts'

describe('a CCCD', () => {
  it.each([
    { who: 'a man of 1959', value: '001059000123', sex: 'male', birthDate: '1959-04-02' },
    { who: 'a woman of 1959', value: '001159000123', sex: 'female', birthDate: '1959-04-02' },
    { who: 'a man of 2004', value: '079204000123', sex: 'male', birthDate: '2004-12-31' },
    { who: 'a woman of 2004', value: '079304000123', sex: 'female', birthDate: '2004-01-01' },
  ] as const)('fits $who', ({ value, sex, birthDate }) => {
    expect(checkCitizenId(value, sex, birthDate)).toEqual([])
  })

  it('warns of a sex or a year that does not fit', () => {
    expect(checkCitizenId('001059000123', 'female', '1959-04-02')).toEqual(['identifier.citizen-id-sex'])
    expect(checkCitizenId('001059000123', 'male', '1960-04-02')).toEqual(['identifier.citizen-id-birth-year'])
    expect(checkCitizenId('001059000123', 'female', '2059-04-02')).toEqual(['identifier.citizen-id-sex', 'identifier.citizen-id-birth-year'])
  })

  it('says nothing of what is not known', () => {
    expect(checkCitizenId('001159000123', 'unknown', null)).toEqual([])
  })

  it.each(['201234567', 'C1234567', 'B12345678'])('may be an older card or a passport: %s', (value) => {
    expect(checkCitizenId(value, 'male', '1970-01-01')).toEqual([])
  })

  it.each(['', '12345', '0010590001234', '00105900012x'])('is malformed: %s', (value) => {
    expect(checkCitizenId(value, 'male', '1959-01-01')).toEqual(['identifier.citizen-id-shape'])
  })

  it('fits whomever it was made for', () => {
    fc.assert(fc.property(fc.integer({ min: 1900, max: 2099 }), fc.constantFrom('male', 'female'), fc.integer({ min: 0, max: 999_999 }), (year, sex, serial) => {
      const century = (year < 2000 ? 0 : 2) + (sex === 'male' ? 0 : 1)
      const value = `001${century}${String(year % 100).padStart(2, '0')}${String(serial).padStart(6, '0')}`
      expect(checkCitizenId(value, sex, `${year}-06-15`)).toEqual([])
    }))
  })
})

describe('a BHYT number', () => {
  it.each(['GD4012345678901', 'HT3992600004186', '0123456789'])('may be %s', (value) => expect(checkInsuranceNumber(value)).toEqual([]))
  it.each(['', 'gd4012345678901', 'GD6012345678901', 'GD401234567890', '012345678'])('is malformed: %s', (value) => {
    expect(checkInsuranceNumber(value)).toEqual(['identifier.insurance-shape'])
  })
})
