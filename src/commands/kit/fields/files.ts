import { ComponentType } from 'discord-api-types/v10';
import { err, ok } from '../../../domain/result.js';
import { checkedRules, fileProblem, type FileRules } from '../files.js';
import { FILES } from '../limits.js';
import { fileOf } from '../payload/files.js';
import { misfit, type Field, type FieldTexts } from './field.js';
import { checkedCount, countFields, readValues, type Count } from './several.js';

/** Files that are uploaded with the form. FIELD_REQUIRED, FIELD_COUNT, FILE_TOO_LARGE, FILE_TYPE_INVALID. */
export const files = (spec: FieldTexts & Count & FileRules): Field<readonly NonNullable<ReturnType<typeof fileOf>>[], never> => {
  const count = checkedCount(spec, FILES.count);
  const { label, description } = spec;
  const rules = checkedRules({ types: spec.types, maxBytes: spec.maxBytes });
  return {
    texts: { label, ...(description === undefined ? {} : { description }) },
    further: [],
    component: (customId) => ({
      type: ComponentType.FileUpload,
      custom_id: customId,
      ...(rules.types === undefined ? {} : { file_types: [...rules.types] }),
      ...countFields(count),
    }),
    read(sent, { label: field, resolved, fileSizeLimit }) {
      const values = readValues(sent, field, count);
      if (!values.ok) return values;
      const found = values.value.map((id) => fileOf(resolved, id));
      if (!found.every((file) => file !== undefined)) return misfit;
      const problem = found.map((file) => fileProblem(file, rules, fileSizeLimit)).find((one) => one !== null);
      return problem === undefined ? ok(found) : err(problem);
    },
  };
};
