import { createHash } from 'node:crypto'
import type { Locale } from 'next-intl'
import { catalogue } from '#web/messages/catalogue.ts'
import { locales } from './locale.ts'

interface WordsFile {
  /** Changes with the sentences, so that browsers may keep what they have. */
  readonly address: string
  readonly json: string
}

function fileOf(locale: Locale): WordsFile {
  const json = JSON.stringify(catalogue[locale])
  return { address: `/api/words/${locale}-${createHash('sha256').update(json).digest('hex').slice(0, 16)}`, json }
}

const files = new Map(locales.map((locale) => [locale, fileOf(locale)]))

/** Where browsers find the sentences of a language. */
export const wordsAddress = (locale: Locale): string => files.get(locale)?.address ?? ''

/** The sentences under an address, or null where there are none, or none any more. */
export const wordsAt = (address: string): string | null => [...files.values()].find((file) => file.address === address)?.json ?? null
