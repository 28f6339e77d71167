import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch } from './search-text.ts'

describe('text for search', () => {
  it.each([
    ['Nguyễn Hữu Phước', 'nguyen huu phuoc'],
    ['  ĐẶNG   thị Ái ', 'dang thi ai'],
    ['Trường Lĩnh', 'truong linh'],
  ])('%s is found as %s', (text, folded) => expect(foldForSearch(text)).toBe(folded))

  it('is the same however the marks were typed, and folding twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aáàảãạăắâấđĐeêếioôốơớuưứyýAÂỘ n')) }), (text) => {
      const folded = foldForSearch(text)
      expect(foldForSearch(text.normalize('NFD'))).toBe(foldForSearch(text.normalize('NFC')))
      expect(foldForSearch(folded)).toBe(folded)
      expect(folded).toMatch(/^[a-z ]*$/)
    }))
  })
})
