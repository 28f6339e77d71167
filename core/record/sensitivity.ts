import { foldForSearch } from './search-text.ts'

/** ICD-10 ranges withheld unless released: HIV (B20–B24, Z21), psychiatric (F00–F99), abortion and pregnancy supervision of special kind. */
const sensitiveCodes = [/^B2[0-4]/, /^Z21/, /^F\d{2}/, /^O0[4-6]/, /^Z3[0-1]/, /^A5\d|^A6[0-4]/]

/** Antiretroviral medicines name the disease as surely as its code does. */
const antiretrovirals = [
  'tenofovir', 'lamivudin', 'efavirenz', 'dolutegravir', 'zidovudin', 'nevirapin', 'lopinavir', 'abacavir', 'raltegravir',
  'emtricitabin', 'rilpivirin', 'ritonavir', 'bictegravir', 'biktarvy', 'darunavir', 'atazanavir', 'etravirin', 'cabotegravir', 'stavudin', 'didanosin',
]

/** LOINC codes of HIV tests. */
const sensitiveTests = new Set(['56888-1', '75622-1', '20447-9', '24467-3', '68961-2'])

/** Other systems code tests and diagnoses in their own way; these words tell as much as a code. */
const sensitiveWords = /\bhiv\b|\bcd4\b|\baids\b|\barv\b|giang mai|\btpha\b|\brpr\b|pha thai|dinh chi thai|hut thai|tram cam|benh tam than|roi loan tam than|tam than phan liet/

/** Codes as they stand in running text, such as `(B20.1)` or `F32`. */
const sensitiveCodesInText = /\bb2[0-4](?:\.\d)?\b|\bz21\b|\bf\d{2}\.\d|\(f\d{2}\)|\bo0[4-6](?:\.\d)?\b/

/** Where an item holds somebody's own words. */
const wordParts = new Set(['findings', 'conclusion', 'note'])

/** Whether somebody's own words tell of it. */
function tells(words: string): boolean {
  const folded = foldForSearch(words)
  return sensitiveWords.test(folded) || sensitiveCodesInText.test(folded) || antiretrovirals.some((medicine) => folded.includes(medicine))
}

/** Whether an item of the record tells of HIV, mental or reproductive health and so is withheld by default. */
export function isSensitive(item: { readonly id: string }): boolean {
  if ('code' in item && typeof item.code === 'string') {
    if (sensitiveTests.has(item.code) || sensitiveCodes.some((range) => range.test(String(item.code)))) return true
  }
  if ('display' in item && typeof item.display === 'string' && sensitiveWords.test(foldForSearch(item.display))) return true
  if (Object.entries(item).some(([part, words]) => wordParts.has(part) && tells(words))) return true
  if ('name' in item && typeof item.name === 'string') {
    const name = foldForSearch(item.name)
    return antiretrovirals.some((medicine) => name.includes(medicine))
  }
  return false
}
