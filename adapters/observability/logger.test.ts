import { brandId, type CaseId } from '#core/shared/ids.ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { createLogger, type LogFields, type Logger } from './logger.ts'

function listen(level: 'info' | 'debug') {
  const lines: Record<string, unknown>[] = []
  const log = createLogger({
    component: 'signaling',
    level,
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  })
  return { log, lines }
}

describe('logger', () => {
  it('writes one structured line with the event, the component and the ids', () => {
    const { log, lines } = listen('info')
    log.with({ caseId: brandId<CaseId>('c-1') }).info('room.opened', { count: 2 })
    expect(lines).toMatchObject([{ level: 'info', component: 'signaling', event: 'room.opened', caseId: 'c-1', count: 2 }])
  })

  it('leaves out the message of an error, which may quote a patient', () => {
    const { log, lines } = listen('info')
    log.error('record.failed', { cause: new Error('duplicate key (Nguyễn Văn An)') })
    expect(JSON.stringify(lines)).not.toContain('Nguyễn')
    expect(lines[0]?.['cause']).toMatchObject({ type: 'Error' })
  })

  it('shows the message when the operator asked for debugging', () => {
    const { log, lines } = listen('debug')
    log.error('record.failed', { cause: new Error('boom') })
    expect(lines[0]?.['cause']).toMatchObject({ message: 'boom' })
  })

  it('does not compile with text that was read at run time', () => {
    expectTypeOf<string>().not.toExtend<LogFields['caseId']>()
    expectTypeOf<string>().not.toExtend<LogFields['reason']>()
    expectTypeOf<string>().not.toExtend<Parameters<Logger['info']>[0]>()
  })
})
