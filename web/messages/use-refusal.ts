'use client'

import { useTranslations } from 'next-intl'
import type { RefusalCode } from './refusal-code.ts'

/** Turns a refusal's code into its sentence, in the viewer's language. */
export function useRefusal(): (code: RefusalCode) => string {
  const t = useTranslations('refusals')
  return (code) => t(code)
}
