interface MinutesFile {
  readonly caseId: string
  readonly version: number
  readonly sealed: string
  readonly as?: 'view' | 'download' | 'json' | 'fhir-json' | 'fhir-xml'
}

/** Where the PDF of one version is fetched; the hash gives each signature an address of its own, so that no cache shows an older file. */
export const minutesFileAddress = ({ caseId, version, sealed, as = 'view' }: MinutesFile): string =>
  `/api/cases/${caseId}/minutes/${version}?of=${sealed.slice(0, 16)}${as === 'view' ? '' : `&as=${as}`}`
