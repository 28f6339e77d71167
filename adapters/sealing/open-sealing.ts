import { Counter, type Registry } from 'prom-client'
import type { FileSealer, UnopenedCode } from '#core/record/sealed-file.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { makeFileSealer } from './file-sealer.ts'
import { openKeyRing, type KeyRing } from './key-ring.ts'
import { ringFile } from './ring-file.ts'

/** What one process seals and opens by. */
export interface Sealing {
  readonly files: FileSealer
  readonly recordings: { readonly ring: KeyRing; readonly onUnopened: (code: UnopenedCode) => void }
}

/** Opens the deployment's keys for one process; what does not open is counted by its code and logged. */
export function openSealing(keysDirectory: string, { metrics, log }: { readonly metrics: Registry; readonly log: Logger }): Sealing {
  const unopened = new Counter({ name: 'lienvien_unopened_files_total', help: 'Kept files that did not open: damaged, or without their key', labelNames: ['code'], registers: [metrics] })
  const onUnopened = (code: UnopenedCode): void => {
    unopened.inc({ code })
    log.error('file.unopened', { refusal: code })
  }
  return {
    files: makeFileSealer(openKeyRing(ringFile(keysDirectory, 'files')), onUnopened),
    recordings: { ring: openKeyRing(ringFile(keysDirectory, 'recordings')), onUnopened },
  }
}
