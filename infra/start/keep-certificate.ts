import { say } from '#infra/setup/progress.mjs'
import type { ServerCertificate } from './certificates.ts'

interface CertificateKeeping {
  /** Makes sure of the certificate, anew where it ends soon. */
  readonly ensure: () => Promise<Pick<ServerCertificate, 'isNew'>>
  /** Has those who serve it read it again. */
  readonly onRenewed: () => void
}

export interface CertificateKeeper {
  readonly close: () => void
}

const hourMs = 3_600_000
/** 03:00 to 04:00 in Vietnam: those who serve the certificate are away for a second, once a year. */
const quietHourUtc = 20

/** Looks every night whether the certificate ends soon: a server that is never started again must not outlive it. */
export function keepCertificate({ ensure, onRenewed }: CertificateKeeping): CertificateKeeper {
  const look = async (): Promise<void> => {
    if (new Date().getUTCHours() !== quietHourUtc) return
    try {
      if ((await ensure()).isNew) onRenewed()
    } catch {
      say('  ! Không gia hạn được chứng chỉ --lan; thử lại đêm mai. Xem npm run doctor.')
    }
  }
  const timer = setInterval(() => void look(), hourMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}
