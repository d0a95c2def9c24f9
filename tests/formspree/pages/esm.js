import { initForm } from '@formspree/ajax';

const asked = new URLSearchParams(location.search);
initForm({
  formElement: '#contact',
  formId: asked.get('key'),
  origin: asked.get('endpoint'),
  data: { campaign: 'spring', clock: async () => 'noon' },
});
