import type { Locale as PortalLocale } from '#web/server/i18n/locale.ts'
import type { Messages as PortalMessages } from './catalogue.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: PortalLocale
    Messages: PortalMessages
  }
}
