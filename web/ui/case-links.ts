/** Where the matters of one case are found; ids only, so that no address carries patient data. */
export const caseLinks = {
  page: (id: string): string => `/cases/${id}`,
  coordination: (id: string): string => `/cases/${id}#coordination`,
  draft: (id: string): string => `/cases/${id}/edit`,
  room: (id: string): string => `/cases/${id}/room`,
  minutes: (id: string): string => `/cases/${id}/minutes`,
  sign: (id: string): string => `/cases/${id}/sign`,
  outcome: (id: string): string => `/cases/${id}#outcome`,
} as const
