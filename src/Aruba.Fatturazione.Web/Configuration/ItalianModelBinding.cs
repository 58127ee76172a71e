using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Replaces the framework's English words for values it cannot read.</summary>
internal static class ItalianModelBinding
{
    public static void Apply(MvcOptions options)
    {
        // Required-ness is the validators' business: their words name the field and the cure.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => "Scegli o inserisci un valore");
        messages.SetAttemptedValueIsInvalidAccessor((value, field) => $"Controlla {field}: «{value}» non è fra i valori possibili");
        messages.SetUnknownValueIsInvalidAccessor(field => $"Controlla {field}: il valore non è fra quelli possibili");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"Il valore «{value}» non è fra quelli possibili");
        messages.SetValueMustBeANumberAccessor(field => $"Scrivi {field} con le sole cifre");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Scrivi le sole cifre");
        messages.SetValueIsInvalidAccessor(value => $"Il valore «{value}» non è fra quelli possibili");
        messages.SetMissingBindRequiredValueAccessor(field => $"Inserisci {field}");
        messages.SetMissingKeyOrValueAccessor(() => "Inserisci un valore");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "La richiesta è vuota: riprova dalla pagina");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Il valore non è fra quelli possibili");
    }
}
