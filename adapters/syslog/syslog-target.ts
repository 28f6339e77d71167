/** Where audit events go as syslog (RFC 5424), as the hospital configures it. */
export interface SyslogTarget {
  readonly protocol: 'udp' | 'tcp' | 'tls'
  readonly host: string
  readonly port: number
}

const protocols = ['udp', 'tcp', 'tls'] as const
const usualPort = { udp: 514, tcp: 601, tls: 6514 } as const

/** Reads `udp://host:514`, `tcp://host:601` or `tls://host:6514`; null where the text is none of these. */
export function readSyslogTarget(text: string): SyslogTarget | null {
  const url = URL.canParse(text) ? new URL(text) : null
  const protocol = protocols.find((one) => `${one}:` === url?.protocol)
  if (url === null || protocol === undefined || url.hostname === '') return null
  return { protocol, host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? usualPort[protocol] : Number(url.port) }
}

/** Facility 13 (log audit), severity notice. */
const priority = 13 * 8 + 5

/** One message: the header of RFC 5424, then the event. */
export function syslogMessage(event: { readonly at: Date; readonly kind: string; readonly text: string }, host: string): string {
  const name = event.kind.replace(/[^\x21-\x7e]/g, '').slice(0, 32) || '-'
  // RFC 5424 6.4: a byte order mark says that what follows is UTF-8.
  return `<${priority}>1 ${event.at.toISOString()} ${host} lien-vien - ${name} - \u{feff}${event.text}`
}
