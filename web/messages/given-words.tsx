'use client'

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl'
import { useMemo, type ReactNode } from 'react'
import type { Messages } from './catalogue.ts'

/** Gives what stands within it these sentences, beside those that are given around it. */
export function GivenWords({ words, children }: { readonly words: Partial<Messages>; readonly children: ReactNode }) {
  const [locale, around] = [useLocale(), useMessages()]
  const messages = useMemo(() => ({ ...around, ...words }), [around, words])
  return <NextIntlClientProvider locale={locale} messages={messages}>{children}</NextIntlClientProvider>
}
