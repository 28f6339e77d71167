import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, searchWords } from './search-text.ts'

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

  it.each([
    ['Nguyễn  Văn', ['nguyen', 'van']],
    ['BN-2026/00417', ['bn', '2026', '00417']],
    ['50% _ \\', ['50']],
    [' ,;. ', []],
  ])('%s asks for %j', (text, words) => expect(searchWords(text)).toEqual(words))
})
