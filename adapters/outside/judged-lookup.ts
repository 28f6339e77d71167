import { lookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'

/** Thrown where an address, or one that a name stands for, may not be connected to. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
}

/** Whether that is why a connection was not made, in itself or in what caused it. */
export const isForbiddenAddress = (cause: unknown): boolean => cause instanceof Error && (cause.name === 'ForbiddenAddress' || isForbiddenAddress(cause.cause))

/** Whether an address may be connected to. */
export type MayReach = (address: string) => boolean

/** What a socket asks of a name: it is given only addresses that were judged, so that what is connected to is what was judged. */
export const judgedLookup = (mayReach: MayReach): LookupFunction => (hostname, options, done) => {
  lookup(hostname, { all: true, family: options.family ?? 0 }, (fault, found: LookupAddress[]) => {
    const [first] = fault === null ? found : []
    if (fault !== null || first === undefined) done(fault ?? new Error('no address'), '', 4)
    else if (found.some(({ address }) => !mayReach(address))) done(new ForbiddenAddress(), '', 4)
    else if (options.all === true) done(null, found)
    else done(null, first.address, first.family)
  })
}

/** Refuses a host that is an address itself, for which no socket looks anything up. */
export function judgeAddress(host: string, mayReach: MayReach): void {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0 && !mayReach(bare)) throw new ForbiddenAddress()
}
