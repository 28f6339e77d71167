import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Viewer } from '#web/server/session.ts'
import { Link } from '#web/ui/link.tsx'
import { Logo, LogoMark } from '#web/ui/logo.tsx'
import { HospitalSwitch } from './hospital-switch.tsx'
import { MainNavigation } from './main-navigation.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { PageArea } from './page-area.tsx'
import { PortalSearch, type FindInPortal } from './portal-search.tsx'
import { UserMenu } from './user-menu.tsx'

interface PortalShellProps {
  readonly viewer: Viewer
  /** The bell, from the area of notices. */
  readonly notices?: ReactNode
  /** GỌI CẤP CỨU, from the area of emergencies. */
  readonly emergency?: ReactNode
  readonly find?: FindInPortal
  readonly children: ReactNode
}

/** The frame of every page: rail, bar, page. */
export async function PortalShell({ viewer, notices, emergency, find, children }: PortalShellProps) {
  const t = await getTranslations('shell')
  const { roles } = viewer.actor
  return (
    <div className="flex min-h-dvh">
      <a href="#page" className="sr-only z-50 rounded-control bg-jade px-4 py-2 font-semibold text-on-jade focus:not-sr-only focus:fixed focus:top-2 focus:left-2">{t('skip')}</a>
      <aside className="sticky top-0 hidden h-dvh w-18 shrink-0 flex-col border-r border-line px-3 pb-4 md:flex lg:w-56 print:hidden">
        <Link href="/" aria-label={t('product')} className="flex h-16 items-center rounded-control text-jade-ink max-lg:justify-center lg:px-2">
          <Logo name={t('product')} className="max-lg:hidden" />
          <LogoMark className="lg:hidden" />
        </Link>
        <div className="mt-2"><MainNavigation roles={roles} along="side" /></div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 border-b border-line bg-paper print:hidden">
          <div className="flex h-16 items-center gap-3 px-4 md:gap-4 md:px-6">
            <Link href="/" aria-label={t('product')} className="hidden text-jade-ink sm:max-md:block"><LogoMark className="h-6 w-9" /></Link>
            <div className="min-w-0 flex-1"><HospitalSwitch current={viewer.membership} places={viewer.memberships} /></div>
            <div className="flex justify-end xl:flex-1"><PortalSearch roles={roles} find={find} /></div>
            {notices}
            {emergency}
            <UserMenu person={viewer.person} onRoomDevice={viewer.device !== undefined} />
          </div>
          <OfflineBanner />
        </header>
        <main id="page" tabIndex={-1} className="mx-auto w-full max-w-[100rem] flex-1 px-4 py-6 pb-24 focus:outline-none md:px-6 md:pb-10">
          <PageArea>{children}</PageArea>
        </main>
      </div>
      <div className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden">
        <MainNavigation roles={roles} along="bottom" />
      </div>
    </div>
  )
}
