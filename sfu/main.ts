import { setLogEventListeners } from 'mediasoup'
import { pino } from 'pino'
import { startSfu } from './compose.ts'
import { readSettings } from './env.ts'
import type { SfuLog } from './log.ts'

const settings = readSettings()
const logger = pino({ name: 'sfu', level: settings.logLevel, base: { component: 'sfu' } })
const log: SfuLog = (level, { event, ...fields }) => logger[level](fields, event)

setLogEventListeners({
  onwarn: (source, text) => log('warn', { event: 'media-warning', source, text }),
  onerror: (source, text) => log('error', { event: 'media-warning', source, text }),
})

try {
  const sfu = await startSfu(settings, log)
  const hurry = new AbortController()
  let asked = false
  const onSignal = (): void => {
    if (asked) hurry.abort()
    asked = true
    void sfu.stop(hurry.signal).then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
} catch (cause) {
  logger.fatal({ err: cause }, 'start-failed')
  process.exitCode = 1
}
