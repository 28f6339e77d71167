'use client'

import { Ellipsis } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { StaffRole } from '#core/directory/actor.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { isWithin, pagesFor, type MainPage } from './navigation.ts'

interface MainNavigationProps {
  readonly roles: readonly StaffRole[]
  /** Down the left side, or along the bottom of a phone. */
  readonly along: 'side' | 'bottom'
}

const looks = {
  side: 'h-11 gap-3 px-3 max-lg:w-11 max-lg:justify-center max-lg:px-0',
  bottom: 'min-w-16 flex-1 flex-col gap-0.5 py-2 text-small',
} as const

const look =
  'relative flex items-center rounded-control font-medium text-quiet hover:bg-sunken hover:text-ink aria-[current=page]:bg-jade-wash aria-[current=page]:font-semibold aria-[current=page]:text-jade-ink'

/** As many as a thumb can tell apart along the bottom of a phone; the last place is then the way to the others. */
const placesAtBottom = 5

/** The main pages, by icon and word; by icon alone on a narrow screen, with the word still read aloud. */
export function MainNavigation({ roles, along }: MainNavigationProps) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const pages = pagesFor(roles)
  const folded = along === 'bottom' && pages.length > placesAtBottom ? pages.slice(placesAtBottom - 1) : []
  return (
    <nav aria-label={t('mainPages')} className={along === 'side' ? 'flex flex-col gap-1 max-lg:items-center' : 'flex justify-around'}>
      {pages.slice(0, pages.length - folded.length).map((page) => {
        const { id, href, icon: Icon } = page
        return (
          <Link
            key={id}
            href={href}
            aria-current={isWithin(page, pathname) ? 'page' : undefined}
            title={along === 'side' ? t(`navigation.${id}`) : undefined}
            className={classNames(look, looks[along])}
          >
            <Icon aria-hidden className="size-5 shrink-0" />
            <span className={along === 'side' ? 'max-lg:sr-only' : 'whitespace-nowrap'}>{t(`navigation.${id}`)}</span>
          </Link>
        )
      })}
      {folded.length > 0 && <MorePages pages={folded} pathname={pathname} />}
    </nav>
  )
}

function MorePages({ pages, pathname }: { readonly pages: readonly MainPage[]; readonly pathname: string }) {
  const t = useTranslations('shell')
  const trigger = (
    <button type="button" aria-current={pages.some((page) => isWithin(page, pathname)) ? 'page' : undefined} className={classNames(look, looks.bottom)}>
      <Ellipsis aria-hidden className="size-5 shrink-0" />
      <span className="whitespace-nowrap">{t('morePages')}</span>
    </button>
  )
  const items = pages.map((page) => ({ label: t(`navigation.${page.id}`), icon: <page.icon aria-hidden />, href: page.href, current: isWithin(page, pathname) }))
  return <Menu trigger={trigger} items={items} label={t('mainPages')} />
}
