import { foldForSearch } from './search-text.ts'

/** ICD-10 ranges withheld unless released: HIV (B20–B24, Z21), psychiatric (F00–F99), abortion and pregnancy supervision of special kind. */
const sensitiveCodes = [/^B2[0-4]/, /^Z21/, /^F\d{2}/, /^O0[4-6]/, /^Z3[0-1]/, /^A5\d|^A6[0-4]/]

/** Antiretroviral medicines name the disease as surely as its code does. */
const antiretrovirals = [
  'tenofovir', 'lamivudin', 'efavirenz', 'dolutegravir', 'zidovudin', 'nevirapin', 'lopinavir', 'abacavir', 'raltegravir',
]

/** LOINC codes of HIV tests. */
const sensitiveTests = new Set(['56888-1', '75622-1', '20447-9', '24467-3', '68961-2'])

/** Whether an item of the record tells of HIV, mental or reproductive health and so is withheld by default. */
export function isSensitive(item: { readonly id: string }): boolean {
  if ('code' in item && typeof item.code === 'string') {
    if (sensitiveTests.has(item.code) || sensitiveCodes.some((range) => range.test(String(item.code)))) return true
  }
  if ('name' in item && typeof item.name === 'string') {
    const name = foldForSearch(item.name)
    return antiretrovirals.some((medicine) => name.includes(medicine))
  }
  return false
}
