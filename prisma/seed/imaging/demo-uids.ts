/** A root for examples under which nobody else gives out identifiers. */
export const demoUidRoot = '1.2.826.0.1.3680043.10.999.26'

/** SOP classes of the demo images. */
export const sopClass = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  CR: '1.2.840.10008.5.1.4.1.1.1',
  US: '1.2.840.10008.5.1.4.1.1.3.1',
  XA: '1.2.840.10008.5.1.4.1.1.12.1',
} as const
