import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { brandId, type MinutesId } from '#core/shared/ids.ts'
import { presentSeal } from '#web/features/verify/present-seal.ts'
import { SealCard } from '#web/features/verify/seal-card.tsx'
import { VerifyForm } from '#web/features/verify/verify-form.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { Callout } from '#web/ui/callout.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('verify'))('title'), robots: { index: false } }
}

interface PageProps {
  readonly params: Promise<{ readonly id?: readonly string[] }>
}

/** Open to everyone: the address printed on every page of the minutes leads here with the version's id. */
async function Page({ params }: PageProps) {
  const t = await getTranslations('verify')
  const { id } = await params
  const scanned = id?.[0]
  const asked = z.uuid().safeParse(scanned)
  const seal = asked.success ? await portal().findSeal({ minutes: brandId<MinutesId>(asked.data) }) : null
  return (
    <>
      <h1 className="mb-3 text-title font-bold">{t('title')}</h1>
      {scanned !== undefined && seal === null && <Callout tone="warning" title={t('seal.unknown')} className="mb-6">{t('seal.unknownHint')}</Callout>}
      {seal !== null && <SealCard seal={presentSeal(seal)} />}
      {seal !== null && <h2 className="mb-2 text-head font-semibold">{t('compare')}</h2>}
      <p className="mb-8 text-quiet">{t(seal === null ? 'lead' : 'compareLead')}</p>
      <VerifyForm {...(seal === null ? {} : { minutes: seal.id })} />
    </>
  )
}

export default withWords(Page, ['verify'])
