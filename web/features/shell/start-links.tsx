import { getTranslations } from 'next-intl/server'
import type { StaffRole } from '#core/directory/actor.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { reachablePages, type MainPage } from './navigation.ts'

const starts: ReadonlySet<MainPage['id']> = new Set(['directory', 'accounts', 'links', 'audit', 'glassReview'])

/** Where somebody begins who runs or reviews, and takes part in no consult. */
export async function StartLinks({ roles }: { readonly roles: readonly StaffRole[] }) {
  const t = await getTranslations('shell.navigation')
  return reachablePages(roles).filter(({ id }) => starts.has(id)).map(({ id, href, icon: Icon }) => (
    <ButtonLink key={id} href={href} icon={<Icon />}>{t(id)}</ButtonLink>
  ))
}
