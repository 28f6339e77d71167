'use client'

import { NextIntlClientProvider, type Locale } from 'next-intl'
import { use, type ReactNode } from 'react'
import type { Messages } from '#web/messages/catalogue.ts'

const pauseMs = 1_000

/** Asks until they come: a page without its words would be a page that failed. */
async function fetchWords(address: string): Promise<Messages> {
  for (;;) {
    const response = await fetch(address).catch(() => null)
    // Our own server wrote them from the same catalogue.
    if (response?.ok === true) return (await response.json()) as Messages
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

const asked = new Map<string, Promise<Messages>>()

function wordsOf(locale: Locale, address: string): Promise<Messages> {
  const known = asked.get(address)
  if (known !== undefined) return known
  const words = typeof window === 'undefined' ? import('#web/messages/catalogue.ts').then(({ catalogue }) => catalogue[locale]) : fetchWords(address)
  asked.set(address, words)
  return words
}

interface WordsProps {
  readonly locale: Locale
  readonly timeZone: string
  /** Where the sentences of the language lie; the page asks the browser to fetch them beside its scripts. */
  readonly address: string
  readonly children: ReactNode
}

/** The sentences of the reader's language: a file that the browser keeps, not two hundred kilobytes more of every page. */
export function Words({ locale, timeZone, address, children }: WordsProps) {
  return <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={use(wordsOf(locale, address))}>{children}</NextIntlClientProvider>
}
