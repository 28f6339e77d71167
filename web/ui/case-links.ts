/** Where the matters of one case are found; ids only, so that no address carries patient data. */
export const caseLinks = {
  page: (id: string): string => `/cases/${id}`,
  coordination: (id: string): string => `/cases/${id}#coordination`,
  draft: (id: string): string => `/cases/${id}/edit`,
  images: (id: string): string => `/cases/${id}/images`,
  room: (id: string): string => `/cases/${id}/room`,
  /** For the tablet on the operating room's wall. */
  operatingRoom: (id: string): string => `/cases/${id}/or`,
  /** Tests the line by itself as soon as it opens. */
  lineTest: (id: string): string => `/cases/${id}/line-test`,
  recordings: (id: string): string => `/cases/${id}/recordings`,
  minutes: (id: string): string => `/cases/${id}/minutes`,
  sign: (id: string): string => `/cases/${id}/sign`,
  outcome: (id: string): string => `/cases/${id}#outcome`,
} as const
