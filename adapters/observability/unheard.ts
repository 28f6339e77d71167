import type { Logger } from './logger.ts'

/**
 * Says in the log what nobody caught, as it says every cause: by type, code and frames. Left to itself, Node prints the message as well,
 * which may quote a patient's data. What was thrown ends the process, since it may have left something half done. So does a promise that
 * failed unheard, unless the process holds calls: one question without an answer is no reason to hang up on everybody.
 */
export function hearUnheard(log: Pick<Logger, 'error'>, { holdsCalls }: { readonly holdsCalls: boolean }): void {
  process.on('uncaughtException', (cause) => {
    log.error('process.failed', { cause })
    process.exit(1)
  })
  // Without a listener it is thrown, and ends above.
  if (holdsCalls) process.on('unhandledRejection', (cause) => log.error('promise.unheard', { cause }))
}
