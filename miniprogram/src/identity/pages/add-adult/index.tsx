import { View } from '@tarojs/components';
import { addAdultRoute, listFamilyRoute } from '@shared/identity/family.routes';
import { Relation } from '@shared/identity/identity.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, replace } from '../../../app/routes';
import { useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { AppPicker } from '../../../ui/app-picker';
import { refusalText } from '../../../ui/words';
import { DocumentFields } from '../../../ui/document-fields';
import { missingIn, type TypedDocument } from '../../../ui/typed-document';
import { Prepared } from '../../components/prepared';
import { errorsOf, RefusedForm, stillRefused, type FormErrors } from '../../components/refused-form';
import { SignedInOnly } from '../../components/signed-in-only';
import { OWN_DOCUMENTS } from '../../../ui/document-words';
import { ADD_ADULT, ADULT_REFUSALS, RELATIONS } from '../../family.copy';

const RELATION_CHOICES = Relation.options.map((value) => ({ value, label: RELATIONS[value] }));

function Form() {
  const add = useWrite(addAdultRoute, [listFamilyRoute]);
  const [typed, setTyped] = useState<TypedDocument>({ name: '', idType: '01', idNumber: '' });
  const [relation, setRelation] = useState<Relation>();
  const [pressed, setPressed] = useState(false);
  const [problem, setProblem] = useState<Refusal>();
  const missing = missingIn(typed);
  const errors: FormErrors = pressed && missing ? missing : errorsOf(problem, (refusal) => refusalText(ADULT_REFUSALS, refusal as Refusal<keyof typeof ADULT_REFUSALS>));
  function type(next: TypedDocument) {
    setTyped(next);
    setProblem(stillRefused(problem, typed, next));
  }
  async function submit() {
    setPressed(true);
    if (missing || relation === undefined) return;
    const result = await add.send({ ...typed, relation });
    if (result.ok) replace(address.askConsent(result.value.memberId));
    else setProblem(result.refusal);
  }
  return (
    <View>
      <AppCard>
        <AppPicker label={ADD_ADULT.relation} hint={ADD_ADULT.relationHint} choices={RELATION_CHOICES} value={relation} error={pressed && relation === undefined ? ADD_ADULT.relationMissing : undefined} onChange={(value) => { setRelation(value as Relation); }} />
        <DocumentFields value={typed} onChange={type} types={OWN_DOCUMENTS} errors={errors} onEnter={add.busy ? undefined : () => { void submit(); }} />
      </AppCard>
      <RefusedForm refusal={problem} errors={errors} here={address.addAdult()} />
      <AppButton busy={add.busy} onPress={() => { void submit(); }}>{ADD_ADULT.submit}</AppButton>
    </View>
  );
}

export default function AddAdultPage() {
  return (
    <AppPage title={ADD_ADULT.title} lead={ADD_ADULT.lead}>
      <SignedInOnly here={address.addAdult()}>
        <Prepared here={address.addAdult()} realNameFirst={ADD_ADULT.realNameFirst}><Form /></Prepared>
      </SignedInOnly>
    </AppPage>
  );
}
