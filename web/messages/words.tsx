import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { catalogue, type Messages } from './catalogue.ts'
import { GivenWords } from './given-words.tsx'

type Area = keyof Messages

interface WordsProps {
  readonly areas: readonly Area[]
  readonly children: ReactNode
}

/**
 * Sends the browser the sentences of these areas for what stands within, besides those of the layouts around it: a page
 * comes with what its own parts say, and not with all the portal's words. `words.test.ts` names whatever is missing or idle.
 */
export async function Words({ areas, children }: WordsProps) {
  const all = catalogue[await getLocale()]
  return <GivenWords words={Object.fromEntries(areas.map((area) => [area, all[area]]))}>{children}</GivenWords>
}

/** A page with the sentences of these areas; see `Words`. */
export const withWords = <Props extends object>(Page: (props: Props) => ReactNode | Promise<ReactNode>, areas: readonly Area[]) =>
  function PageWithWords(props: Props) {
    return <Words areas={areas}><Page {...props} /></Words>
  }
