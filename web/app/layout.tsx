import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import { ViewerZone } from '#web/features/shell/viewer-zone.tsx'
import { Words } from '#web/features/shell/words.tsx'
import { timeZoneCookie } from '#web/server/i18n/locale.ts'
import { wordsAddress } from '#web/server/i18n/words-file.ts'
import { StyleNonce } from '#web/ui/style-nonce.tsx'
import { Toaster } from '#web/ui/toast.tsx'

/** Title of the browser's tab; pages set their own before the name of the product. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: { default: t('product'), template: `%s · ${t('product')}` }, robots: { index: false, follow: false } }
}

export const viewport: Viewport = { themeColor: '#f6f7f4', width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? ''
  const locale = await getLocale()
  const words = wordsAddress(locale)
  preload(words, { as: 'fetch', crossOrigin: 'anonymous' })
  return (
    <html lang={locale} data-theme="light">
      <body>
        <StyleNonce nonce={nonce} />
        <Words locale={locale} timeZone={await getTimeZone()} address={words}>
          {children}
          <Toaster />
          <ViewerZone cookie={timeZoneCookie} />
        </Words>
      </body>
    </html>
  )
}
