import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { catalogue } from '#web/messages/catalogue.ts'
import { currentSignIn } from '../session.ts'
import { localeCookie, timeZoneCookie, toLocale, toTimeZone } from './locale.ts'

/** The language that the person chose on another device; a page must still be able to say that the database is down. */
const storedLocale = async (): Promise<string | undefined> => (await currentSignIn().catch(() => undefined))?.user.locale ?? undefined

/** Language and zone of the person asking; next-intl finds this file through the alias in next.config.js. */
export default getRequestConfig(async () => {
  const jar = await cookies()
  const locale = toLocale(jar.get(localeCookie)?.value ?? (await storedLocale()))
  return { locale, timeZone: toTimeZone(jar.get(timeZoneCookie)?.value), messages: catalogue[locale] }
})
