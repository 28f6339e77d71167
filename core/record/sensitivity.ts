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
const sensitiveWords = /\bhiv\b|\bcd4\b|\baids\b|\barv\b|giang mai|\btpha\b|\brpr\b|pha thai|pha thai noi khoa/

/** Whether an item of the record tells of HIV, mental or reproductive health and so is withheld by default. */
export function isSensitive(item: { readonly id: string }): boolean {
  if ('code' in item && typeof item.code === 'string') {
    if (sensitiveTests.has(item.code) || sensitiveCodes.some((range) => range.test(String(item.code)))) return true
  }
  if ('display' in item && typeof item.display === 'string' && sensitiveWords.test(foldForSearch(item.display))) return true
  if ('name' in item && typeof item.name === 'string') {
    const name = foldForSearch(item.name)
    return antiretrovirals.some((medicine) => name.includes(medicine))
  }
  return false
}
