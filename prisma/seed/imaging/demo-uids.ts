/** A root for examples under which nobody else gives out identifiers. */
export const demoUidRoot = '1.2.826.0.1.3680043.10.999.26'

/** SOP classes of the demo images, by modality. */
export const sopClass = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  CR: '1.2.840.10008.5.1.4.1.1.1',
  US: '1.2.840.10008.5.1.4.1.1.3.1',
  XA: '1.2.840.10008.5.1.4.1.1.12.1',
  MG: '1.2.840.10008.5.1.4.1.1.1.2',
  ECG: '1.2.840.10008.5.1.4.1.1.9.1.1',
  SR: '1.2.840.10008.5.1.4.1.1.88.22',
  DOC: '1.2.840.10008.5.1.4.1.1.104.1',
} as const
