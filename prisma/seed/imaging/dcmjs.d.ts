/** The part of dcmjs that the demo data uses; the package carries no types of its own. */
declare module 'dcmjs' {
  type Dataset = Readonly<Record<string, unknown>>
  interface DicomFile {
    dict: unknown
    write(): ArrayBuffer
  }
  export const data: {
    readonly DicomDict: new (meta: unknown) => DicomFile
    readonly DicomMetaDictionary: { denaturalizeDataset(dataset: Dataset): unknown }
  }
}
