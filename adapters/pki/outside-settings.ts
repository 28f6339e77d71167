import { z } from 'zod'
import { makeCscDevice } from './csc-device.ts'
import type { OutsideKeyPorts } from './outside-keys.ts'
import { makePkcs11Device } from './pkcs11-device.ts'
import { openTrustedAuthorities } from './trusted-authorities.ts'

/** Variables of whichever process signs or verifies; all may be absent. */
export const outsideVariables = {
  /** Folder with certificates and revocation lists of authorities outside the platform. */
  TRUSTED_AUTHORITIES: z.string().min(1).optional(),
  /** The PKCS#11 library of the hospital's HSM or tokens. */
  PKCS11_MODULE: z.string().min(1).optional(),
  /** Base of a remote signing service of the Cloud Signature Consortium's API, up to and with /csc/v2. */
  CSC_URL: z.url().optional(),
  CSC_CLIENT_ID: z.string().min(1).optional(),
  CSC_CLIENT_SECRET: z.string().min(1).optional(),
}

/** Opens what a hospital has outside the platform: authorities it trusts, its tokens, its remote signing service. */
export function openOutside(env: z.output<z.ZodObject<typeof outsideVariables>>): Pick<OutsideKeyPorts, 'trusted' | 'devices'> {
  const { TRUSTED_AUTHORITIES, PKCS11_MODULE, CSC_URL, CSC_CLIENT_ID, CSC_CLIENT_SECRET } = env
  return {
    trusted: openTrustedAuthorities(TRUSTED_AUTHORITIES ?? null),
    devices: {
      pkcs11: PKCS11_MODULE === undefined ? null : makePkcs11Device({ module: PKCS11_MODULE }),
      csc: CSC_URL === undefined ? null : makeCscDevice({ url: CSC_URL.replace(/\/+$/, ''), clientId: CSC_CLIENT_ID ?? '', clientSecret: CSC_CLIENT_SECRET ?? '' }),
    },
  }
}
