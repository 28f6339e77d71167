import { getTranslations } from 'next-intl/server'
import type { LinksFound } from '#core/link/view-links.ts'
import { Callout } from '#web/ui/callout.tsx'
import { TextLink } from '#web/ui/text-link.tsx'

/** On the board: contracts that are about to end, the soonest named; nothing while there are none. */
export async function LinksEnding({ found }: { readonly found: LinksFound }) {
  const t = await getTranslations('links')
  const ending = found.lines.filter(({ warning }) => warning !== null).toSorted((a, b) => (a.link.validUntil?.getTime() ?? 0) - (b.link.validUntil?.getTime() ?? 0))
  const [soonest] = ending
  if (soonest === undefined) return null
  const { hub, satellite, validUntil } = soonest.link
  if (validUntil === null) return null
  const name = (id: typeof hub): string => found.hospitals.get(id)?.shortName ?? ''
  const days = Math.ceil((validUntil.getTime() - found.now.getTime()) / 86_400_000)
  return (
    <Callout tone="warning" title={t('boardTitle', { count: ending.length })} className="mb-5" action={<TextLink href="/links">{t('boardOpen')}</TextLink>}>
      {t('boardSoonest', { hub: name(hub), satellite: name(satellite), days })}
    </Callout>
  )
}
