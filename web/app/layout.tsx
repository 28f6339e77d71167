import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { EarlyHands } from '#web/features/shell/early-hands.tsx'
import { ViewerZone } from '#web/features/shell/viewer-zone.tsx'
import { Words } from '#web/messages/words.tsx'
import { timeZoneCookie } from '#web/server/i18n/locale.ts'
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
  return (
    <html lang={await getLocale()} data-theme="light">
      <body>
        <EarlyHands nonce={nonce} />
        <StyleNonce nonce={nonce} />
        <NextIntlClientProvider messages={{}}>
          <Words areas={['shell', 'ui']}>
            {children}
            <Toaster />
            <ViewerZone cookie={timeZoneCookie} />
          </Words>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
