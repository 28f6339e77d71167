import type { RtpCapabilities, RtpParameters } from '#contract/rtp.ts'
import type { types } from 'mediasoup-client'

/** The server's engine knows one extension more than the browser's; it says when a packet was made, which nobody here asks. */
const unknownHere = 'urn:ietf:params:rtp-hdrext:toffset'

function known<E extends { readonly uri: string }>(extension: E): extension is Exclude<E, { uri: typeof unknownHere }> & { uri: types.RtpHeaderExtensionUri } {
  return extension.uri !== unknownHere
}

/** The room's capabilities as the browser's engine takes them. */
export const engineCapabilities = ({ headerExtensions, ...rest }: RtpCapabilities): types.RtpCapabilities => ({
  ...rest,
  ...(headerExtensions === undefined ? {} : { headerExtensions: headerExtensions.filter((one) => known(one)) }),
})

/** A stream's parameters as the browser's engine takes them. */
export const engineParameters = ({ headerExtensions, ...rest }: RtpParameters): types.RtpParameters => ({
  ...rest,
  ...(headerExtensions === undefined ? {} : { headerExtensions: headerExtensions.filter((one) => known(one)) }),
})
