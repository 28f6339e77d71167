import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { catalogue } from '#web/messages/catalogue.ts'
import { localeCookie, timeZoneCookie, toLocale, toTimeZone } from './locale.ts'

/** Language and zone of the person asking; next-intl finds this file through the alias in next.config.js. */
export default getRequestConfig(async () => {
  const jar = await cookies()
  const locale = toLocale(jar.get(localeCookie)?.value)
  return { locale, timeZone: toTimeZone(jar.get(timeZoneCookie)?.value), messages: catalogue[locale] }
})
