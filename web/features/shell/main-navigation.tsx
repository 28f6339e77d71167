'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { StaffRole } from '#core/directory/actor.ts'
import { classNames } from '#web/ui/class-names.ts'
import { isWithin, pagesFor } from './navigation.ts'

interface MainNavigationProps {
  readonly roles: readonly StaffRole[]
  /** Down the left side, or along the bottom of a phone. */
  readonly along: 'side' | 'bottom'
}

const looks = {
  side: 'h-11 gap-3 px-3 max-lg:w-11 max-lg:justify-center max-lg:px-0',
  bottom: 'min-w-16 flex-1 flex-col gap-0.5 py-2 text-small',
} as const

/** The main pages, by icon and word; by icon alone on a narrow screen, with the word still read aloud. */
export function MainNavigation({ roles, along }: MainNavigationProps) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  return (
    <nav aria-label={t('mainPages')} className={along === 'side' ? 'flex flex-col gap-1 max-lg:items-center' : 'flex justify-around overflow-x-auto'}>
      {pagesFor(roles).map((page) => {
        const { id, href, icon: Icon } = page
        const here = isWithin(page, pathname)
        return (
          <Link
            key={id}
            href={href}
            aria-current={here ? 'page' : undefined}
            title={along === 'side' ? t(`navigation.${id}`) : undefined}
            className={classNames(
              'relative flex items-center rounded-control font-medium text-quiet hover:bg-sunken hover:text-ink aria-[current=page]:bg-jade-wash aria-[current=page]:font-semibold aria-[current=page]:text-jade-ink',
              looks[along],
            )}
          >
            <Icon aria-hidden className="size-5 shrink-0" />
            <span className={along === 'side' ? 'max-lg:sr-only' : 'whitespace-nowrap'}>{t(`navigation.${id}`)}</span>
          </Link>
        )
      })}
    </nav>
  )
}
